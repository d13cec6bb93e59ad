# Sourced by the scripts beside it. Sets nginx to the program on the PATH, in /usr/sbin, or unpacked below bench/target from
# Debian's packages, which takes no rights; empty where there is none.
nginx=$(PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v nginx || true)
unpacked="$home/bench/target/nginx"
if [ -z "$nginx" ] && [ ! -x "$unpacked/usr/sbin/nginx" ] && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
  echo "bench: fetching nginx" >&2
  mkdir -p "$unpacked"
  # nginx-light held the program before Debian 12, nginx does since.
  (cd "$unpacked" && for package in nginx nginx-light; do
    apt-get download -q "$package" >&2 || true
  done && for file in *.deb; do
    [ ! -f "$file" ] || dpkg-deb -x "$file" .
  done)
fi
[ -n "$nginx" ] || [ ! -x "$unpacked/usr/sbin/nginx" ] || nginx="$unpacked/usr/sbin/nginx"
