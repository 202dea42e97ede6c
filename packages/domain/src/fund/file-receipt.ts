import { capability, Common, err, numberKey, ok, type Aggregate } from '@mingbai/kernel';
import { z } from 'zod';
import { Text } from '../organisation/index.ts';
import { InvoiceNumberClaimed, ReceiptFiled, FundCode } from './events.ts';
import { UNUSABLE, usableFund } from './usable-fund.ts';
import { fund } from './fund.ts';

/** Who holds an invoice number: the district's first entry that cites it. */
const invoice: Aggregate<{ entry?: string }> = {
  initial: () => ({}),
  // The stream's only event.
  evolve: (_state, { data }) => ({ entry: (data as z.infer<typeof InvoiceNumberClaimed.data>).entry }),
};

const streamOf = (invoiceNumber: string): string => `invoice-${numberKey(invoiceNumber)}`;

/**
 * Files the receipt of a payment. An invoice number that any payment of the district has used is refused.
 * @rule FUND-05 one invoice is paid once
 */
export const fileReceipt = capability({
  name: 'fund.receipt',
  allow: ['accountant', 'cashier'],
  input: z.strictObject({
    ...Common,
    fund: FundCode,
    entry: z.uuid(),
    invoiceNumber: Text.optional(),
    evidence: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .max(20)
      .optional()
      .meta({ format: 'evidence' }),
  }),
  rejections: [...UNUSABLE, 'no-such-payment', 'already-receipted', 'invoice-number-used'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  needs: ({ invoiceNumber }) => (invoiceNumber ? [{ of: invoice, stream: streamOf(invoiceNumber) }] : []),
  decide: ({ org, occurredOn, fund: code, entry, invoiceNumber }, state, { needed, ...context }) => {
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const paid = open.entries.get(entry);
    if (!paid?.paidOut) return err({ code: 'no-such-payment' });
    if (paid.receipted) return err({ code: 'already-receipted' });
    const holder = (needed[0] as { entry?: string } | undefined)?.entry; // `needs` asked for the invoice number alone
    if (holder) return err({ code: 'invoice-number-used' });
    const filed = ReceiptFiled({ fund: code, entry, invoiceNumber });
    if (!invoiceNumber) return ok([filed]);
    return ok([
      filed,
      { ...InvoiceNumberClaimed({ invoiceNumber, entry, fund: code }), stream: streamOf(invoiceNumber) },
    ]);
  },
});
