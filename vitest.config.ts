import { configDefaults, defineConfig } from "vitest/config";

process.env.TZ = "UTC";

// With services, suites go over PostgreSQL and Redis what they went over embedded before. What does not depend on where the store is, is
// not tested a second time: these files, and commands, whose store is the embedded one of the folder they run in.
const onServices = process.env.DATABASE_URL
  ? {
      exclude: [
        ...configDefaults.exclude,
        "test/{architecture,catalogue,catalogue-add,command,deploy,docs,faults,fuzz,openapi,places,report-command,report-print*,release,workflow,bench-summary}.test.ts",
        "test/security-{docs,expressions,files,sql}.test.ts",
        "test/pages/**",
      ],
      testNamePattern: /^(?!the commands? )/,
    }
  : {};

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    ...onServices,
    include: ["{packages,workers,dashboards}/*/src/**/*.test.ts", "test/**/*.test.ts"],
    // Files share two processes, and what they import is read once in each: for every file anew it took more than many a test. No test may leave
    // anything behind in its process.
    isolate: false,
  },
});
