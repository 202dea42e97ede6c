// tidy: tabular, one request a line

type SampleRequest = {
  readonly input: { readonly org: string; readonly fund: string } & Readonly<Record<string, unknown>>;
  /** Staff numbers of who asks and of who has approved it already. */
  readonly by: string;
  readonly approvedBy?: string;
};

/**
 * Payments that the first school's union asks for on the day on which the sample is made: one waits for the chair, one
 * for the cashier. They are told by hand, for old books hold no requests.
 */
// oxfmt-ignore
export const SAMPLE_REQUESTS: readonly SampleRequest[] = [
  { by: '1004', input: { org: 'S01', fund: 'S01-JF', amount: 128_000, purpose: 'culture-sports', payee: { name: '区体育用品商店' }, summary: '教工羽毛球赛用球和奖品' } },
  { by: '1004', input: { org: 'S01', fund: 'S01-JF', amount: 36_000, purpose: 'publicity', payee: { name: '区新华书店' }, summary: '教工阅览室订阅报刊' }, approvedBy: '1001' },
];
