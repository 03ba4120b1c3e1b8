import { defineConfig } from "vite";

// The page is one folder of files that the program carries inside; nothing is loaded from elsewhere at run time.
export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: { target: "es2022", assetsInlineLimit: 0, cssCodeSplit: false, modulePreload: { polyfill: false }, reportCompressedSize: true },
  server: { proxy: { "/api": "http://127.0.0.1:8675" } },
});
