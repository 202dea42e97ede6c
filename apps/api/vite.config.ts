import { defineConfig } from 'vite';

/** Only this app is built, for its decorators; every package it uses runs from its own sources. */
export default defineConfig({
  build: {
    ssr: 'src/index.ts',
    outDir: 'dist',
    target: 'node24',
    minify: false,
    // Packages stay outside; the compiler's own helpers for decorators come in.
    rolldownOptions: {
      external: (id) => /^(@(?!oxc-project)|[a-z][a-z-]+(:|\/|$))/.test(id) && !id.startsWith('src/'),
    },
  },
});
