import { Link, Outlet } from "@tanstack/react-router";
import { useMe } from "../me.ts";
import { allowed, reportPages } from "../navigation.ts";

/** What stands around the pages of reports: the links between them. */
export function ReportsFrame() {
  const { asker } = useMe();
  return (
    <>
      <nav className="pages" aria-label="Pages of reports">
        {allowed(reportPages, asker, null).map(({ to, label }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === "/reports", includeSearch: false }}>
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
