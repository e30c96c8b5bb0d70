import { analyse } from "@groundswell/analyse";
import { account, type Signal } from "@groundswell/model";
import { answerCandidates, answerWhatIf, type WhatIfQuestion } from "@groundswell/reports";
import { movePersons, saveOptOut, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";
