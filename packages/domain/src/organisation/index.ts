export { erasures } from './erasures.ts';
export { headCountRatios, headCounts, statedShares } from './head-counts.ts';
export { organisations } from './organisations.ts';
export { memberships, persons, posts } from './persons.ts';
export { AUDITED, roles } from './roles.ts';
export { BENEFICIARIES, choice, Code, KEEPERS, LongText, Payers, reference, Text } from './words.ts';
