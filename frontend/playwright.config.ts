import { defineConfig } from "@playwright/test";

/**
 * Browser tests against a running SmartStack (SMARTSTACK_URL; scripts/test-e2e.sh
 * starts one). A test that fails once is a failure: there are no retries. Traces take
 * as much of the processors as the tests do; to have them: --trace retain-on-failure.
 */
export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL: process.env.SMARTSTACK_URL ?? "http://localhost:8080",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // The longest test is one of the phone: it starts first.
  projects: [
    {
      name: "phone",
      grep: /@phone/,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    },
    { name: "desktop", grepInvert: /@phone/ },
  ],
});
