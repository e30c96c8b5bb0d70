import type { ExpertisesAnswer } from "@groundswell/server";

type HeaderProps = {
  expertises: ExpertisesAnswer["expertises"];
  chosen: string | null;
  onChoose: (slug: string) => void;
};

export function Header({ expertises, chosen, onChoose }: HeaderProps) {
  return (
    <header>
      <a className="skip" href="#insight">
        Skip to the insight
      </a>
      <a className="brand" href="/">
        <Wave />
        Groundswell
      </a>
      {expertises.length > 0 && (
        <label className="expertise">
          <span className="hidden">Expertise</span>
          <select value={chosen ?? ""} onChange={(event) => onChoose(event.target.value)}>
            {chosen === null && <option value="">Choose an expertise</option>}
            {expertises.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <nav aria-label="Sections">
        <a href="#where">Where</a>
        <a href="#who">Who</a>
        <a href="#sources">Sources</a>
      </nav>
    </header>
  );
}

function Wave() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="wave">
      <rect width="32" height="32" rx="7" />
      <path d="M4 21c4 0 5-9 10-9s5 5 8 5 3.5-2 6-2v9a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z" />
    </svg>
  );
}
