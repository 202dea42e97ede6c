/** The sample district, and what the first command shows of it. */
export const SAMPLE = {
  district: { code: 'D01', district: '示例区教育工会' },
  tour: { org: 'S01', period: '2025', figure: 'visit.person-times', fund: 'S01-JF' },
} as const;
