import { registerNamed, REGISTERS } from '@mingbai/domain';
import type { RegisterView } from '@mingbai/kernel';
import { Refused } from './refusal.ts';

/** The register of a name that goes in and out as a sheet. Throws `Refused` when there is none, or it has no sheet. */
export function registerWithSheet(name: string): RegisterView {
  const register = registerNamed(name);
  if (register?.sheet) return register;
  const list = REGISTERS.filter(({ sheet }) => sheet !== undefined).map((each) => each.name);
  const code = register ? 'no-sheet' : 'register-not-found';
  throw new Refused({ kind: 'not-found', code, detail: { text: name, asked: name, list: list.join('\n') } });
}
