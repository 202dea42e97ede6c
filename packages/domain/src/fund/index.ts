export { deltaOf, fund, isWithdrawal, type Fund } from './fund.ts';
export { fundEntries, funds, paymentRequests, receipts } from './funds.ts';
