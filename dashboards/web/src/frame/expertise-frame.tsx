import type { ExpertisesAnswer } from "@groundswell/server";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { useMe } from "../me.ts";
import { allowed, expertisePages } from "../navigation.ts";
import { Answered, Empty } from "../parts/states.tsx";
import { useAnswer } from "../use-answer.ts";
import { type AnalysedExpertise, ExpertiseContext } from "./expertise.ts";
import { PageHead } from "./page-head.tsx";

/** What stands around every page about one expertise: the links between them; or why there is nothing yet. */
export function ExpertiseFrame() {
  const { expertise: slug } = useParams({ from: "/signed-in/expertises/$expertise" });
  const asked = useAnswer<ExpertisesAnswer>("/api/expertises");
  return (
    <Answered asked={asked} what="the expertise" lines={12}>
      {({ expertises }) => {
        const known = expertises.find((one) => one.slug === slug);
        if (!known) return <Unknown slug={slug} />;
        if (known.asOf === null) return <NotAnalysed slug={slug} name={known.name} />;
        return <Pages expertise={{ ...known, asOf: known.asOf }} />;
      }}
    </Answered>
  );
}

function Pages({ expertise }: { expertise: AnalysedExpertise }) {
  const { asker } = useMe();
  return (
    <ExpertiseContext value={expertise}>
      <nav className="pages" aria-label={`Pages of ${expertise.name}`}>
        {allowed(expertisePages, asker, expertise.slug).map(({ to, label }) => (
          <Link key={to} to={to} params={{ expertise: expertise.slug }}>
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </ExpertiseContext>
  );
}

function Unknown({ slug }: { slug: string }) {
  return (
    <>
      <PageHead title="There is no such expertise" />
      <Empty title={`“${slug}” is not among the expertises that you may see.`}>
        <p>
          Choose one of those above, or <Link to="/">go home</Link>.
        </p>
      </Empty>
    </>
  );
}

function NotAnalysed({ slug, name }: { slug: string; name: string }) {
  return (
    <>
      <PageHead title={name} />
      <Empty title={`${name} has not been analysed yet.`}>
        <p>
          Read its sources and weigh what they hold: <code>groundswell pull --expertise {slug}</code>, then{" "}
          <code>groundswell analyse --expertise {slug}</code>
        </p>
      </Empty>
    </>
  );
}
