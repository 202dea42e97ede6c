import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const api = process.env['MINGBAI_API'] ?? 'http://127.0.0.1:3000';

/** A script of the build and all that it imports. */
function withImports(bundle: Rolldown.OutputBundle, file: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[file];
  if (chunk?.type !== 'chunk' || found.has(file)) return found;
  found.add(file);
  for (const each of chunk.imports) withImports(bundle, each, found);
  return found;
}

/** The pages run only when the first sight has been drawn; by then they have been fetched. */
const fetchPagesEarly: Plugin = {
  name: 'fetch-pages-early',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {}, chunk: first }) => {
      const pages = Object.values(bundle).find(({ name }) => name === 'pages');
      if (!pages || !first) return [];
      const files = withImports(bundle, pages.fileName).difference(withImports(bundle, first.fileName));
      return Array.from(files, (file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, fetchpriority: 'low', href: `/${file}` },
        injectTo: 'head' as const,
      }));
    },
  },
};

/** Nothing that the first sight needs may bring the library of schemas along: it takes as long to run as React. */
const keepFirstLight: Plugin = {
  name: 'keep-first-light',
  generateBundle(_options, bundle) {
    const entry = Object.values(bundle).find((each) => each.type === 'chunk' && each.isEntry);
    for (const file of withImports(bundle, entry?.fileName ?? '')) {
      const chunk = bundle[file];
      const heavy = chunk?.type === 'chunk' ? chunk.moduleIds.find((id) => /node_modules.zod/.test(id)) : undefined;
      if (heavy !== undefined) this.error(`${file} is needed for the first sight and holds ${heavy}`);
    }
  },
};

/** A browser takes Brotli only over HTTPS and from its own machine; in an office's network it takes gzip. */
const PACKED = { br: brotliCompressSync, gz: gzipSync };

/** Every script and style sheet is laid down packed beside itself: a third of the bytes on a phone's way. */
const packBuilt: Plugin = {
  name: 'pack-built',
  apply: 'build',
  writeBundle: ({ dir = '' }) => {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|html|svg)$/.test(name)) continue;
      const bytes = readFileSync(join(dir, name));
      for (const [ending, packed] of Object.entries(PACKED))
        writeFileSync(join(dir, `${name}.${ending}`), packed(bytes));
    }
  },
};

export default defineConfig({
  plugins: [react(), fetchPagesEarly, keepFirstLight, packBuilt],
  server: { proxy: { '/api': api } },
  build: {
    // WeChat's browser on older phones; the server forbids inline scripts, so no polyfill is put into the page.
    target: ['es2022', 'chrome111', 'safari16.4'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Runs before the libraries, so it may hold none of them.
            { name: 'first', test: /start[\\/]first-questions/, priority: 1 },
            { name: 'echarts', test: /node_modules[\\/].*(echarts|zrender)/ },
            { name: 'react', test: /node_modules[\\/].*[\\/](react|react-dom|scheduler)[\\/]/ },
            {
              // The style sheet stays out: the first sight has it, and would have to wait for the scripts.
              name: 'antd',
              test: /node_modules[\\/].*[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+|dayjs)[\\/].*\.js$/,
            },
          ],
        },
      },
    },
  },
});
