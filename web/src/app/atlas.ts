// The shapes of countries: a coarse map for every reader, a fine one for those who ask for it.
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { countryOfShape } from "./countries";

export interface Shape {
  code: string;
  name: string;
  shape: Feature<Geometry>;
}
const loaded = new Map<string, Promise<Shape[]>>();

async function load(url: string): Promise<Shape[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the map did not load (${response.status})`);
  const topology = (await response.json()) as Topology;
  const countries = topology.objects["countries"] as GeometryCollection<{ name: string }>;
  const collection = feature(topology, countries) as FeatureCollection<Geometry, { name: string }>;
  return collection.features.map((shape) => ({
    code: countryOfShape(shape.id === undefined ? undefined : String(shape.id), shape.properties.name),
    name: shape.properties.name,
    shape,
  }));
}

export function shapes(detail: "coarse" | "fine"): Promise<Shape[]> {
  const url = detail === "fine" ? fine : coarse;
  let promise = loaded.get(url);
  if (!promise) {
    promise = load(url);
    promise.catch(() => loaded.delete(url));
    loaded.set(url, promise);
  }
  return promise;
}
