import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DirectoryError } from './directory-error.ts';
import { Settings } from './settings.ts';

const MANIFEST = 'backup.json';

/**
 * Files of a backup besides the attachments, the log first: keys are made durable before the events that need them.
 * Read models are not among them: they are made again.
 */
export const DATABASES = ['events.sqlite', 'vault.sqlite', 'accounts.sqlite'] as const;
/** Without these there is nothing to restore: a log, and the keys of the names in it. */
const NEEDED: readonly string[] = ['events.sqlite', 'vault.sqlite'];

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** No name leads out of the folder that the files are copied into. */
const fileName = z.string().regex(/^(blobs\/)?(?!\.{1,2}$)[^/\\]+$/);
const Manifest = z.strictObject({
  format: z.int(),
  origin: z.string(),
  checkpoint: z.string(),
  settings: Settings.omit({ store: true }),
  /** Digest of the keys that open it, which are kept elsewhere. */
  keys: digest,
  files: z.array(z.strictObject({ name: fileName, size: z.int().min(0), sha256: digest })),
});
/** What a backup is of, and every file that it has to hold. */
export type Manifest = z.infer<typeof Manifest>;
type Told = Omit<Manifest, 'files'>;

/** Writes down every file that lies in a backup. Last of all: a backup that was broken off has no manifest. */
export async function writeManifest(folder: string, told: Told): Promise<void> {
  const files: Manifest['files'] = [];
  for (const name of namesIn(folder)) files.push({ name, ...(await measured(join(folder, name))) });
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify({ ...told, files } satisfies Manifest)}\n`);
}

function namesIn(folder: string): readonly string[] {
  const blobs = join(folder, 'blobs');
  const attachments = existsSync(blobs) ? readdirSync(blobs).map((name) => `blobs/${name}`) : [];
  return [...DATABASES.filter((name) => existsSync(join(folder, name))), ...attachments];
}

async function measured(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer); // bytes, as no encoding is asked for
  return { size: statSync(file).size, sha256: hash.digest('hex') };
}

/** Throws `not-a-backup` where there is no manifest, and `backup-file-missing` where it names no log or no vault. */
export function readManifest(folder: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  } catch (cause) {
    throw new DirectoryError('not-a-backup', { path: folder }, cause);
  }
  const file = NEEDED.find((name) => !manifest.files.some((each) => each.name === name));
  if (file !== undefined) throw new DirectoryError('backup-file-missing', { file });
  return manifest;
}

/** Throws unless every file of the manifest lies in the folder just as it was written: `backup-file-…`. */
export async function requireWhole(folder: string, { files }: Manifest): Promise<void> {
  for (const { name: file, size, sha256 } of files) {
    if (!existsSync(join(folder, file))) throw new DirectoryError('backup-file-missing', { file });
    const found = await measured(join(folder, file));
    if (found.size !== size || found.sha256 !== sha256) throw new DirectoryError('backup-file-altered', { file });
  }
}
