import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { keptTheme, showTheme } from "./frame/theme.ts";
import { router } from "./router.tsx";
import { toSignInWhenRefused } from "./sign-in-again.ts";
import { answers } from "./use-answer.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/dialog.css";
import "./styles/tables.css";
import "./styles/charts.css";
import "./styles/spaces.css";
import "./styles/candidates.css";
import "./styles/kinds.css";
import "./styles/people.css";
import "./styles/print.css";
import "./styles/operation.css";
import "./styles/sources.css";
import "./styles/reports.css";

// Before anything is drawn, so that no page flashes in the other theme.
showTheme(keptTheme());
toSignInWhenRefused();

const root = document.getElementById("page");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={answers}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
