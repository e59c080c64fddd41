import type { MetadataRoute } from "next";

/** Lets a phone or a browser install Themeline and list it in its share menu. Sharing only opens the form; nothing is added by it. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Themeline",
    short_name: "Themeline",
    description: "Coverage monitoring where every number opens.",
    id: "/",
    start_url: "/",
    display: "standalone",
    background_color: "#fbf9f4",
    theme_color: "#0b5c68",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
      { src: "/icon-maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    share_target: { action: "/add", method: "GET", params: { title: "title", text: "text", url: "url" } },
  };
}
