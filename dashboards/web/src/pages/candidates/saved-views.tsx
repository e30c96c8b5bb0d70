import type { ViewAnswer, ViewsAnswer } from "@groundswell/server";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { act, remove } from "../../ask.ts";
import { Failure } from "../../parts/states.tsx";
import { useAnswer } from "../../use-answer.ts";

const viewsPath = "/api/views";

/** Addresses of this page under names of one's own: what is filtered, to come back to. */
export function SavedViews() {
  const { pathname, href } = useLocation();
  const { answer } = useAnswer<ViewsAnswer>(viewsPath);
  const [name, setName] = useState("");
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: [viewsPath] });
  const save = useMutation({ mutationFn: (path: string) => act<ViewAnswer>(viewsPath, { name, path }), onSuccess });
  const drop = useMutation({ mutationFn: (view: number) => remove(`${viewsPath}/${view}`), onSuccess });
  const views = answer?.views.filter(({ path }) => path.split("?")[0] === pathname) ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(href, { onSuccess: () => setName("") });
  };
  return (
    <details className="views">
      <summary>Saved views{views.length > 0 && ` (${views.length})`}</summary>
      <div className="views-list">
        {views.length === 0 && <p className="aside">Filter the list, then save what you see under a name.</p>}
        <ul>
          {views.map((view) => (
            <li key={view.id}>
              <ViewLink view={view} isHere={view.path === href} />
              <button type="button" className="quiet" disabled={drop.isPending} onClick={() => drop.mutate(view.id)}>
                Remove<span className="hidden"> {view.name}</span>
              </button>
            </li>
          ))}
        </ul>
        <form className="one-line" onSubmit={submit}>
          <label className="filter">
            <span>Save this view as</span>
            <input required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
          </label>
          <button type="submit" className="quiet" disabled={save.isPending}>
            Save
          </button>
          <span role="status" className="aside">
            {save.isSuccess && `Saved “${save.data?.name}”.`}
          </span>
        </form>
        {save.isError && <Failure message={save.error.message} again={() => save.mutate(href)} />}
      </div>
    </details>
  );
}

function ViewLink({ view: { name, path }, isHere }: { view: ViewAnswer; isHere: boolean }) {
  const router = useRouter();
  return (
    <a
      href={path}
      aria-current={isHere ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void router.navigate({ href: path });
      }}
    >
      {name}
    </a>
  );
}
