import type { ExpertisesAnswer } from "@groundswell/server";
import { Link, Outlet, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { signOut, useMe } from "../me.ts";
import { allowed, expertisePages, generalPages } from "../navigation.ts";
import { useAnswer } from "../use-answer.ts";
import { Brand } from "./brand.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

/** What stands around every page of who is signed in. */
export function Layout() {
  const { asker, demo } = useMe();
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header>
        <Link to="/" className="brand">
          <Brand />
        </Link>
        <ExpertiseSelect />
        <nav aria-label="Everything">
          {allowed(generalPages, asker, null).map(({ to, label }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === "/", includeSearch: false }}>
              {label}
            </Link>
          ))}
        </nav>
        <div className="who-asks">
          <ThemeSwitch />
          <Link to="/account" title={`Role: ${asker.role}`}>
            {asker.name}
          </Link>
          {!demo && <SignOut />}
        </div>
      </header>
      {demo && (
        <aside className="demo" aria-label="Demonstration">
          This is the demonstration: a simulated community, and everybody on this machine is its admin.
        </aside>
      )}
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <footer>
        <p>Groundswell proposes; people decide. Every number leads back to its signals.</p>
      </footer>
    </>
  );
}

/** Leads to the same page of another expertise. */
function ExpertiseSelect() {
  const { asker } = useMe();
  const { answer } = useAnswer<ExpertisesAnswer>("/api/expertises");
  const { expertise } = useParams({ strict: false });
  const navigate = useNavigate();
  const router = useRouter();
  const expertises = answer?.expertises ?? [];
  const go = (slug: string) => {
    const here = router.state.matches.at(-1)?.fullPath;
    const page = allowed(expertisePages, asker, slug).find(({ to }) => to === here)?.to ?? expertisePages[0].to;
    void navigate({ to: page, params: { expertise: slug } });
  };
  return (
    <label className="expertise">
      <span className="hidden">Expertise</span>
      <select
        value={expertise ?? ""}
        disabled={expertises.length === 0}
        onChange={(event) => event.target.value !== "" && go(event.target.value)}
      >
        {!expertises.some(({ slug }) => slug === expertise) && <option value="">Choose an expertise</option>}
        {expertises.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function SignOut() {
  const navigate = useNavigate();
  const leave = async () => {
    // A session that is gone already is signed out as well.
    await signOut().catch(() => undefined);
    await navigate({ to: "/sign-in", search: { to: "/" } });
  };
  return (
    <button type="button" className="quiet" onClick={leave}>
      Sign out
    </button>
  );
}
