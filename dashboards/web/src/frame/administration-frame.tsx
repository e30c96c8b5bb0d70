import { Link, Outlet } from "@tanstack/react-router";
import { useMay, useMe } from "../me.ts";
import { administrationPages, allowed } from "../navigation.ts";
import { Empty } from "../parts/states.tsx";
import { PageHead } from "./page-head.tsx";

/** What stands around the pages of administration: the links between them; or that an admin is needed. */
export function AdministrationFrame() {
  const { asker } = useMe();
  if (!useMay("read", "administration", null))
    return (
      <>
        <PageHead title="Administration" />
        <Empty title="Only admins see these pages.">
          <p>
            Your role is “{asker.role}”. An admin of this server can do it for you, or <Link to="/">go home</Link>.
          </p>
        </Empty>
      </>
    );
  return (
    <>
      <nav className="pages" aria-label="Pages of administration">
        {allowed(administrationPages, asker, null).map(({ to, label }) => (
          <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
