import type { NextConfig } from "next";

const config: NextConfig = {
  output: "export",
  trailingSlash: false,
  images: { unoptimized: true },
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  // A fixed id makes builds repeatable, and with them the hashes of the CSP.
  generateBuildId: async () => process.env.BUILD_ID ?? "local",
  // Types are checked apart, by `npm run typecheck`.
  typescript: { ignoreBuildErrors: true },
};

export default config;
