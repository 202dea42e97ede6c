export { HEAD_COUNTED, headCountRatios, headCounts, statedShares } from './head-counts.ts';
export { organisations } from './organisations.ts';
export { memberships, persons, posts } from './persons.ts';
export { grantRole, revokeRole, RoleGranted, RoleRevoked, roles } from './roles.ts';
export { BENEFICIARIES, choice, Code, KEEPERS, LongText, PAYERS, Payers, reference, Text } from './words.ts';
