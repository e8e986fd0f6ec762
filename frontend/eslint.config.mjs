import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";
import { defineConfig, globalIgnores } from "eslint/config";

const noUseParams = {
  name: "next/navigation",
  importNames: ["useParams"],
  message: "In the static export it answers the placeholder for ever; use useRouteParams of @/lib/route.",
};

export default defineConfig([
  ...next,
  ...typescript,
  {
    rules: {
      "react/forbid-dom-props": ["error", { forbid: ["style"] }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "no-restricted-imports": [
        "error",
        {
          paths: [noUseParams],
          patterns: [{ group: ["@/features/*/*"], message: "A feature's public surface is its index.ts." }],
        },
      ],
    },
  },
  {
    files: ["src/components/**", "src/lib/**", "src/stores/**", "src/config/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [noUseParams],
          patterns: [
            { group: ["@/features/*", "@/app/*"], message: "Imports go from app to features to these, never back." },
          ],
        },
      ],
    },
  },
  // Playwright's fixtures take a function called `use`; it is no hook.
  { files: ["e2e/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  globalIgnores([
    "node_modules/**",
    ".next/**",
    "out/**",
    "next-env.d.ts",
    "src/lib/api/schema.d.ts",
    "test-results/**",
    "playwright-report/**",
  ]),
]);
