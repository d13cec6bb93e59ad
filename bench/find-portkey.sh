# Sourced by the scripts beside it. Sets node to the program and portkey to the directory below bench/target that the peer is
# installed in from the npm registry; both empty where that is not possible. Two of its dependencies are pinned to what it was
# written against: with what they resolve to otherwise every streamed call answers 500.
node=$(command -v node || true)
portkey="$home/bench/target/portkey"
started="$portkey/node_modules/@portkey-ai/gateway/build/start-server.js"
if [ ! -f "$started" ] && [ -n "$node" ] && command -v npm >/dev/null; then
  echo "bench: installing portkey" >&2
  mkdir -p "$portkey"
  cat >"$portkey/package.json" <<'JSON'
{
  "private": true,
  "dependencies": {"@portkey-ai/gateway": "1.15.2"},
  "overrides": {"hono": "4.9.7", "@hono/node-server": "1.13.5"}
}
JSON
  (cd "$portkey" && npm install --no-audit --no-fund --ignore-scripts --omit=dev) >&2 || true
fi
[ -n "$node" ] && [ -f "$started" ] || portkey=""
