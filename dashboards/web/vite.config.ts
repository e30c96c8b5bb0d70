import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { glossary } from "./glossary.ts";

export default defineConfig({
  plugins: [react(), glossary()],
  // The server's policy allows no inline script, and nothing else should tempt a page to need one.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": "http://127.0.0.1:4400" } },
});
