export {
  Accounts,
  oneTimePassword,
  oneTimePasswordFrom,
  type Account,
  type PasswordChange,
  type SignIn,
} from './accounts.ts';
export {
  createDirectory,
  FORMAT,
  isStoreDirectory,
  openDirectory,
  systemSources,
  type Sources,
  type StoreDirectory,
} from './directory.ts';
export { DirectoryError, isDiskFull } from './directory-error.ts';
export { withThreads } from './examining-threads.ts';
export { registerFirstOfficer, type FirstOfficer } from './first-officer.ts';
export { readKeys } from './keys.ts';
export { migrateLog } from './migrate.ts';
export { openToServe, type Serving } from './serve-directory.ts';
export { writeForThread } from './write-for-thread.ts';
export { backupDirectory, type Backup } from './backup.ts';
export { signedCheckpoint } from './signed-checkpoint.ts';
export { restoreDirectory, type Restored } from './restore.ts';
