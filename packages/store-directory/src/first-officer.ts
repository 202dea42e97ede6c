import { operatorOf, Refused, type Answer } from '@mingbai/application';
import { word } from '@mingbai/messages';
import { oneTimePassword } from './accounts.ts';
import type { StoreDirectory } from './directory.ts';

export type FirstOfficer = { readonly login: string; readonly password: string; readonly district: string };

/** Registers the district and its first officer, and gives the officer an account with a one-time password. */
export async function registerFirstOfficer(
  { mingbai, accounts }: StoreDirectory,
  district: { code: string; name: string },
): Promise<FirstOfficer> {
  const operator = { ...operatorOf(mingbai, 'operator'), roles: [{ org: district.code, role: 'operator' as const }] };
  const today = mingbai.today();
  const occurredOn = { from: today, to: today };
  const org = district.code;
  required(
    await mingbai.run(operator, 'organisation.register', {
      org,
      occurredOn,
      code: org,
      name: district.name,
      kind: 'district',
    }),
  );
  const person = mingbai.newId();
  const name = word('role', 'district-officer');
  required(
    await mingbai.run(operator, 'organisation.register-person', {
      org,
      occurredOn,
      person,
      name,
      staffNumber: 'admin',
      kind: 'serving',
    }),
  );
  required(
    await mingbai.run(operator, 'organisation.grant-role', { org, occurredOn, person, role: 'district-officer' }),
  );
  const password = oneTimePassword();
  await accounts.setPassword('admin', person, { password, mustChange: true });
  return { login: 'admin', password, district: org };
}

function required(answer: Answer): void {
  if (!answer.ok) throw new Refused(answer.refusal);
}
