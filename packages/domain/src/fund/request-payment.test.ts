import { describe, it } from 'vitest';
import { eventOf, expectEveryRejectionTried, given, happened, idOf, on } from '../testing/index.ts';
import { visits } from '../visit/index.ts';
import { FESTIVALS } from './events.ts';
import { requestPayment } from './request-payment.ts';
import { asked, BEFORE_THE_FUND, common, OFFICER, opened, TOMORROW } from './testing/fund-fixtures.ts';

const command = { ...common, amount: 800, purpose: 'hospital' };
const officer = { actor: OFFICER };
const visited = eventOf('MemberVisited');
const withdrawn = eventOf('MemberVisitWithdrawn');
const stream = visits.streamOf('visit-1');
const visit = happened(visited({ record: 'visit-1', triggers: ['hospital'], kind: 'serving' }), { stream });
const BEFORE_THE_RULES = on('2017-12-14');
const FIRST_DAY = on('2017-12-15');
const BEFORE_PRACTICE = on('2025-08-20');
const PRACTICE_DAY = on('2025-08-21');
const later = { ...officer, today: '2025-09-01' as const };

describe('asking for a payment', () => {
  it('records the request under an id of its own', () =>
    given(opened(0)).when(requestPayment, command, officer).thenRecords(asked(800)));
  it('cites a visit that is on record', () => {
    given(opened(0), visit)
      .when(requestPayment, { ...command, visit: 'visit-1' }, officer)
      .thenRecords(asked(800, { visit: 'visit-1' }));
  });
  it('refuses a visit that is not there or was withdrawn', () => {
    given(opened(0))
      .when(requestPayment, { ...command, visit: 'visit-1' }, officer)
      .thenRefuses('no-such-visit');
    const gone = withdrawn({ record: 'visit-1', withdraws: idOf('event 1'), reason: 'never happened' });
    given(opened(0), visit, happened(gone, { stream }))
      .when(requestPayment, { ...command, visit: 'visit-1' }, officer)
      .thenRefuses('no-such-visit');
  });
  it('refuses no fund, another’s fund, and tomorrow', () => {
    given().when(requestPayment, command, officer).thenRefuses('no-fund');
    given({ ...opened(0), org: 'S2' })
      .when(requestPayment, command, officer)
      .thenRefuses('fund-of-other-organisation');
    given(opened(0))
      .when(requestPayment, { ...command, occurredOn: TOMORROW }, officer)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
    given(opened(0))
      .when(requestPayment, { ...command, occurredOn: BEFORE_THE_FUND }, officer)
      .thenRefuses('before-the-fund', { on: '2025-03-01' });
  });
});

describe('the welfare rules, as a payment is asked for', () => {
  const goods = { ...command, purpose: 'festival-goods' };
  const listed = FESTIVALS.slice(0, 7);
  const unlisted = FESTIVALS.slice(7);

  it.each(listed)('allow festival goods at %s', (festival) =>
    given(opened(0))
      .when(requestPayment, { ...goods, festival }, officer)
      .thenRecords(asked(800, { purpose: 'festival-goods', festival })),
  );
  it.each([...unlisted, undefined])('refuse festival goods at %s, which is not listed', (festival) =>
    given(opened(0))
      .when(requestPayment, festival ? { ...goods, festival } : goods, officer)
      .thenRefuses('festival-not-listed', { rule: 'WELFARE-01' }),
  );
  it.each(['retired', 'retired-principal', 'retired-ill'])('ask for a second look at benefits of a %s person', (who) =>
    given(opened(0))
      .when(requestPayment, { ...command, beneficiary: who, occurredOn: PRACTICE_DAY }, later)
      .thenFinds('WELFARE-02 retirees-are-the-employers'),
  );
  it.each(['retirement', 'warmth'] as const)('allow %s for a retired person', (purpose) =>
    given(opened(0))
      .when(requestPayment, { ...command, purpose, beneficiary: 'retired', occurredOn: PRACTICE_DAY }, later)
      .thenRecords(asked(800, { purpose, beneficiary: 'retired' })),
  );
  it('ask for a second look at health checks', () =>
    given(opened(0))
      .when(requestPayment, { ...command, purpose: 'health-check', occurredOn: PRACTICE_DAY }, later)
      .thenFinds('WELFARE-03 health-check-is-the-employers'));
  it('know no practice before the day it was written down', () =>
    given(opened(0))
      .when(requestPayment, { ...command, purpose: 'health-check', occurredOn: BEFORE_PRACTICE }, later)
      .thenRecords(asked(800, { purpose: 'health-check' })));
  it('hold for an earmark of union money and for nobody else’s money', () => {
    const check = { ...goods, festival: 'womens-day' };
    given(opened(0, 'F1', 'earmark'))
      .when(requestPayment, check, officer)
      .thenRefuses('festival-not-listed');
    for (const kind of ['donation', 'custody', 'employer'] as const) {
      given(opened(0, 'F1', kind))
        .when(requestPayment, check, officer)
        .thenRecords(asked(800, { purpose: 'festival-goods', festival: 'womens-day', kind }));
    }
  });
  it('hold from 15 December 2017 on and not the day before', () => {
    const old = { ...opened(0), occurredOn: on('2017-01-01') };
    given(old)
      .when(requestPayment, { ...goods, festival: 'womens-day', occurredOn: BEFORE_THE_RULES }, officer)
      .thenRecords(asked(800, { purpose: 'festival-goods', festival: 'womens-day' }));
    given(old)
      .when(requestPayment, { ...goods, festival: 'womens-day', occurredOn: FIRST_DAY }, officer)
      .thenRefuses('festival-not-listed');
  });
});

it('a request is refused in every way that it names', () => expectEveryRejectionTried(requestPayment));
