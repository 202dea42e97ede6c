import { ROLES, type Role } from '@mingbai/kernel';
import { describe, expect, it } from 'vitest';
import { eventOf, expectEveryRejectionTried, given, happened, on, ORG, Streams, TODAY } from '../testing/index.ts';
import { grantRole, revokeRole, RoleGranted, RoleRevoked, roles } from './roles.ts';

const PERSON = 'person-1';
const common = { org: ORG, occurredOn: on('2025-03-08') };
const command = (role: Role, person = PERSON) => ({ ...common, person, role });
const granted = (role: Role, person = PERSON) => happened(RoleGranted({ person, role }), { stream: `roles-${person}` });

/** Who handles money, decides on it or audits it is nobody else of these. Each pair counts in both directions. */
const APART: readonly (readonly [Role, Role])[] = [
  ['auditor', 'chair'],
  ['auditor', 'accountant'],
  ['auditor', 'cashier'],
  ['auditor', 'district-officer'],
  ['auditor', 'operator'],
  ['auditor', 'officer'],
  ['cashier', 'accountant'],
  ['cashier', 'chair'],
];
const isApart = (a: Role, b: Role): boolean =>
  APART.some(([one, other]) => (one === a && other === b) || (one === b && other === a));
const PAIRS = ROLES.flatMap((held) => ROLES.filter((role) => role !== held).map((asked) => [held, asked] as const));

describe('granting a role', () => {
  it('refuses one of tomorrow: it would hold at once', () => {
    const tomorrow = { ...command('chair'), occurredOn: on('2025-03-11') };
    given().when(grantRole, tomorrow).thenRefuses('in-the-future', { today: TODAY });
    given(granted('chair')).when(revokeRole, tomorrow).thenRefuses('in-the-future', { today: TODAY });
  });
  it('records it, today or before, and nothing when the person has it', () => {
    given().when(grantRole, command('chair')).thenRecords(granted('chair'));
    given()
      .when(grantRole, { ...command('chair'), occurredOn: on(TODAY) })
      .thenRecords(granted('chair'));
    given(granted('chair')).when(grantRole, command('chair')).thenNothingHappens();
  });
  it.each(PAIRS.filter(([held, asked]) => isApart(held, asked)))('refuses a %s who would be %s too', (held, asked) =>
    given(granted(held)).when(grantRole, command(asked)).thenRefuses('roles-exclude-each-other', { held, asked }),
  );
  it.each(PAIRS.filter(([held, asked]) => !isApart(held, asked)))('lets a %s be %s too', (held, asked) =>
    given(granted(held)).when(grantRole, command(asked)).thenRecords(granted(asked)),
  );
  describe('in a district with a town and a school', () => {
    const unit = (code: string, administeredBy?: string) =>
      happened(
        eventOf('OrganisationRegistered')({ record: code, code, name: `the ${code}`, kind: 'school', administeredBy }),
        { org: code, stream: `organisation-${code}` },
      );
    const tree = [unit('D1'), unit('T1', 'D1'), unit('S1', 'T1'), unit('S2', 'D1')];
    const at = (org: string, role: Role) => happened(granted(role), { org });
    const grant = (org: string, role: Role) => ({ ...command(role), org });
    const MONEY = ['chair', 'accountant', 'cashier', 'district-officer', 'officer'] as const;

    it.each(MONEY)(
      'refuses an auditor of the district who would be %s of a school below it, and the other way',
      (role) => {
        given(...tree, at('D1', 'auditor'))
          .when(grantRole, grant('S1', role))
          .thenRefuses('audits-own-work', { held: 'auditor', asked: role, place: 'the D1' });
        given(...tree, at('S1', role))
          .when(grantRole, grant('D1', 'auditor'))
          .thenRefuses('audits-own-work', { held: role, asked: 'auditor', place: 'the S1' });
        given(...tree, at('S1', role))
          .when(grantRole, grant('T1', 'auditor'))
          .thenRefuses('audits-own-work');
      },
    );
    it('lets one who no longer holds it, who is beside, or whose money is audited from above', () => {
      const revoked = happened(RoleRevoked({ person: PERSON, role: 'auditor' }), { org: 'D1' });
      for (const before of [[at('D1', 'auditor'), revoked], [at('S2', 'auditor')], [at('S1', 'auditor')]])
        given(...tree, ...before)
          .when(grantRole, grant('T1', 'cashier'))
          .thenRecords(granted('cashier'));
      given(...tree, at('D1', 'auditor'))
        .when(grantRole, grant('S1', 'member'))
        .thenRecords(granted('member'));
      given(...tree, at('D1', 'cashier'))
        .when(grantRole, grant('S1', 'accountant'))
        .thenRecords(granted('accountant'));
    });
    it('ends also where parents go round in a circle', () =>
      given(unit('S1', 'S2'), unit('S2', 'S1'), at('D1', 'auditor'))
        .when(grantRole, grant('S1', 'cashier'))
        .thenRecords(granted('cashier')));
  });
  it('lets one person follow another, and a role follow a revoked one', () => {
    given(granted('cashier', 'person-2')).when(grantRole, command('accountant')).thenRecords(granted('accountant'));
    given(granted('cashier'), RoleRevoked({ person: PERSON, role: 'cashier' }))
      .when(grantRole, command('accountant'))
      .thenRecords(granted('accountant'));
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(grantRole));
});

describe('revoking a role', () => {
  it('records it, today or before, and nothing when the person does not have it', () => {
    for (const occurredOn of [common.occurredOn, on(TODAY)])
      given(granted('chair'))
        .when(revokeRole, { ...command('chair'), occurredOn })
        .thenRecords(RoleRevoked({ person: PERSON, role: 'chair' }));
    given(granted('chair', 'person-2')).when(revokeRole, command('chair')).thenNothingHappens();
    given().when(revokeRole, command('chair')).thenNothingHappens();
  });
  it('takes the row out of the register of roles', () => {
    const streams = new Streams();
    streams.run(grantRole, command('chair'));
    streams.run(revokeRole, command('chair'));
    const rows = streams.all().flatMap((event) => roles.effects(event).map(({ record, row }) => [record, row]));
    expect(rows).toEqual([
      [`${ORG}/${PERSON}/chair`, { person: PERSON, role: 'chair' }],
      [`${ORG}/${PERSON}/chair`, null],
    ]);
  });
  it('is what takes an imported role back', () => {
    const undone = roles.undo?.input({
      record: 'r',
      org: ORG,
      occurredOn: on(TODAY),
      row: command('chair'),
      reason: 'wrong',
      today: on(TODAY).to,
    });
    expect(roles.undo?.capability.input.safeParse(undone).success).toBe(true);
  });
});
