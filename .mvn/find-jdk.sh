# Sets and exports JAVA_HOME to a JDK 25, for ./grammage and ./mvnw alike. Sourced by POSIX sh; exits with a sentence
# when there is none. Order: JAVA_HOME, `java` on the PATH, then the places where JDKs are usually unpacked.
grammage_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

grammage_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && grammage_is_jdk25 "$JAVA_HOME"; then
    return 0
  fi
  if grammage_java=$(command -v java 2>/dev/null); then
    grammage_java=$(readlink -f "$grammage_java" 2>/dev/null || printf '%s' "$grammage_java")
    JAVA_HOME=$(dirname "$(dirname "$grammage_java")")
    grammage_is_jdk25 "$JAVA_HOME" && return 0
  fi
  # The wrapper and the launcher switch globbing off elsewhere; these patterns need it.
  set +f
  for JAVA_HOME in /usr/lib/jvm/*25* /opt/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    grammage_is_jdk25 "$JAVA_HOME" && return 0
  done
  return 1
}

if ! grammage_find_jdk; then
  echo "Grammage needs a JDK 25 and found none in JAVA_HOME, on the PATH, in /usr/lib/jvm, /opt, ~/.sdkman or ~/.jdks." >&2
  echo "Install one (Debian or Ubuntu with the Adoptium repository: apt-get install temurin-25-jdk; or SDKMAN: sdk install java 25-tem)," >&2
  echo "or set JAVA_HOME to one that is already here." >&2
  exit 1
fi
export JAVA_HOME
