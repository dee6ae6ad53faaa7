/** A point on the earth in degrees, north and east positive. */
export type LatLon = { readonly lat: number; readonly lon: number };

/** The mean radius of the earth in miles (IUGG: 6,371.0088 km). */
const EARTH_RADIUS_MILES = 3958.7613;
const RADIANS = Math.PI / 180;

/** The great-circle distance of two points in miles (haversine: good to half a percent, the earth being no sphere). */
export function milesBetween(a: LatLon, b: LatLon): number {
  const north = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const east = Math.sin(((b.lon - a.lon) * RADIANS) / 2);
  const h = north * north + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * east * east;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(h)));
}
