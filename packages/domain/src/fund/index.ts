export { FundDisbursed, FUND_KINDS, PURPOSES, SOURCES } from './events.ts';
export { deltaOf, fund, type Fund } from './fund.ts';
export { fundEntries, funds, paymentRequests, receipts } from './funds.ts';
