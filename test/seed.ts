import { configureGlobal, readConfigureGlobal } from "fast-check";

// Properties draw the same cases in every run, so that a change is judged by what it changes: `SEED=7 npm test` draws others.
configureGlobal({ ...readConfigureGlobal(), seed: Number(process.env["SEED"] ?? 1) });
