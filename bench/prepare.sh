# Sourced by the scripts beside it. Sets home and classpath, finds a JDK 25, and builds the bench and what it measures if a
# source changed since the last time.
home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/.mvn/find-jdk.sh"

classpath="$home/bench/target/classes:$home/bench/target/lib/*"
built="$home/bench/target/built-by-script"
if [ ! -f "$built" ] || [ -n "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main -newer "$built" -type f -print | head -n 1)" ]; then
  echo "bench: building (only now and after a change of the sources)" >&2
  (cd "$home" && ./mvnw -B -q -ntp -Pfast -pl bench -am package -Dmaven.test.skip=true) >&2
  touch "$built"
fi

# What the load generator runs with: it shares the cores with what it measures.
load_flags="-XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED"
