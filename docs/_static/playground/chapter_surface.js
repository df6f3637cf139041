// One view with one slider, for a chapter of the tutorial: the surface.

import { chapters } from "./chapter.js";
import { SurfaceView } from "./surface.js";

chapters(() => new SurfaceView());
