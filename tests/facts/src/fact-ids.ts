import type { FactTag } from '@mingbai/sample';

/** Numbers of the acceptance material's facts by tag: each must have its line in the sample's table. */
const FACT_IDS: Readonly<Record<FactTag, string>> = {
  visit: `
    S0 007 008 023 062 063 104 107 154 176
    S1 018 019 020
    S2 017
    S3 009 093
    S4 024 026 080 087 088
  `,
  fund: `
    S0 102 109 128 129 172
    S1 039
    S3 006
    S4 021
  `,
  congress: `
    S0 010 019 048 056 089 122
    S1 003
    S2 004 006
    S3 003 086
    S4 012 078
  `,
  activity: `
    S0 002 003 004 005 006 042 043 044 049 054 065 066 067 085 113 114 115 116 117 118
    S0 119 120 124 134 135 136 137 138 139 145 186 188 189 191
    S1 017 023 024 025 026 027 028
    S2 009 010 012 014 015 016
    S3 007 011 013 084 090 091 098 101 102 103
    S4 011 028 029 030 031 032 072 073 094
  `,
  organisation: `
    S0 024 058 068 069 076 084 098 112 126 132 140
    S1 036 037 041
    S4 006 010 018 027
  `,
  plan: `
    S0 018 026 027 028 029 030 031 032 033 034 035 036 037 038 039 040 059 127 147 148
    S0 208 209 210 211 212 213 214
    S1 040
    S3 087
  `,
};

/** The full numbers of one tag's facts: `S0 007 008` is S0-007 and S0-008. */
export const idsOf = (tag: FactTag): readonly string[] =>
  FACT_IDS[tag]
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [seed, ...numbers] = line.trim().split(' ');
      return numbers.map((number) => `${seed}-${number}`);
    });
