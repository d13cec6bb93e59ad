package io.grammage.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/,https://api.openai.com",
        "https://api.openai.com/v1,https://api.openai.com",
        "https://api.openai.com/v1/,https://api.openai.com",
        "HTTP://Some_Host:8000,http://Some_Host:8000",
        "http://host:80/Base/Path//,http://host/Base/Path",
        "https://host:443/Base/v1,https://host/Base",
        "http://host/apiv1,http://host/apiv1",
        "http://[::1]:8000/x,http://[::1]:8000/x",
        "http://10.0.0.1:65535,http://10.0.0.1:65535",
    })
    void readsUrls(String url, String expected) {
        assertThat(UpstreamAddress.parse(url)).hasToString(expected);
    }

    @Test
    void takesUrlsApart() {
        assertThat(UpstreamAddress.parse("https://Host.example/Base/v1"))
                .isEqualTo(new UpstreamAddress(true, "Host.example", 443, "/Base"));
        assertThat(UpstreamAddress.parse("http://[2001:db8::1]:8000"))
                .isEqualTo(new UpstreamAddress(false, "2001:db8::1", 8000, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:8000",
                "ftp://host",
                "http://",
                "http:///v1",
                "http://host:0",
                "http://host:65536",
                "http://host:port",
                "http://host?api-version=1",
                "http://host/#a",
                "http://ho st",
                "http://host/a b",
                "http://user:secret@host",
                "//host",
                "http://[::1",
                "http://host/\n"
            })
    void refusesWhatIsNoAddressOfAServerAndDoesNotRepeatIt(String url) {
        assertThatThrownBy(() -> UpstreamAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void survivesVeryLongPaths() {
        String path = "/a".repeat(1000);
        assertThat(UpstreamAddress.parse("http://host" + path).basePath()).isEqualTo(path);
    }
}
