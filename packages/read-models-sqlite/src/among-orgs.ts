/** The condition of being an organisation's among these; one alone, the usual case, needs no list to be made. */
export const amongOrgs = (orgs: readonly string[]): string =>
  orgs.length === 1 ? 'org = ?' : 'org IN (SELECT value FROM json_each(?))';

/** What stands for the question mark in `amongOrgs`. */
export const orgValue = (orgs: readonly string[]): string =>
  orgs.length === 1 ? String(orgs[0]) : JSON.stringify(orgs);
