// One view with one slider, for a chapter of the tutorial: the map.

import { chapters } from "./chapter.js";
import { MapView } from "./map.js";

chapters((pointing) => new MapView(pointing));
