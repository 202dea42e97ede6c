/** Units that the union's papers use; they are never converted into one another. Money in `分` is integer fen. */
export const UNITS = [
  '人', '人次', '户', '起', '件', '项', '期', '份', '对', '届', '次', '斤', '分', '队', '个', '所', '幅', '箱', '盒', '束', '套', '岁', '%',
] as const;
export type Unit = (typeof UNITS)[number];
