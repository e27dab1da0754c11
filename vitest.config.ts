import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/global-setup.ts'],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // Two cores: the tests start servers and a browser of their own.
    maxWorkers: 2,
    // The service's modules are loaded once a worker: none of them keeps anything of one test for another.
    isolate: false,
  },
});
