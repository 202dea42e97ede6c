import type { Role } from '@mingbai/kernel';
import type { Asked } from './asked.ts';
import type { Actor } from './policy.ts';
import type { Refusal } from './refusal.ts';

/** The question where nobody said where: about the one organisation that the actor holds roles in. */
export function askedBy<A extends Asked>(actor: Actor, asked: A): A {
  const [own, ...others] = new Set(actor.roles.map(({ org }) => org));
  return asked.org === undefined && own !== undefined && others.length === 0 ? { ...asked, org: own } : asked;
}

type Wanted = { readonly action: string; readonly allow: readonly Role[]; readonly org: string };

/** Why an actor may not: for want of the role, or because the role is held elsewhere. */
export function notPermitted({ roles }: Actor, { action, allow, org }: Wanted): Refusal {
  if (roles.some(({ role }) => allow.includes(role))) {
    return { kind: 'forbidden', code: 'outside-own-organisation', detail: { action, org } };
  }
  return { kind: 'forbidden', code: 'forbidden', detail: { action, roles: [...new Set(allow)].join('\n') } };
}

type Chain = readonly string[];

/** Whether somebody holds a role in an organisation or above it: nobody else is told what there is in it. */
export const knowsOf = ({ roles }: Actor, chain: Chain): boolean => roles.some(({ org }) => chain.includes(org));

const ABSENT: Readonly<Record<string, string>> = {
  'record-of-other-organisation': 'no-such-record',
  'fund-of-other-organisation': 'no-fund',
};

/** To whoever holds no role above an organisation, what belongs to another one is not there. */
export function asToldTo(actor: Actor, [, ...above]: Chain, refusal: Refusal): Refusal {
  const code = ABSENT[refusal.code];
  return code === undefined || knowsOf(actor, above) ? refusal : { ...refusal, code };
}
