// One view with one slider, for a chapter of the tutorial: the contributions.

import { chapters } from "./chapter.js";
import { ContributionsView } from "./contributions.js";

chapters((pointing) => new ContributionsView(pointing));
