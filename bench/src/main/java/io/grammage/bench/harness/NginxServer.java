package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** nginx as a plain reverse proxy: two workers, connections kept open on both sides, no log. */
final class NginxServer {
    /** As it stands in the table. */
    static final String NAME = "nginx";

    private NginxServer() {}

    static Started start(Path binary, Path directory, ServerPort upstream) throws IOException, InterruptedException {
        ServerPort port = ServerPort.free(Duration.ofSeconds(10));
        Path home = Files.createDirectories(directory.resolve(NAME));
        Path configuration = Files.writeString(home.resolve("nginx.conf"), configuration(port, upstream));
        Path errors = home.resolve("error.log");
        List<String> command = List.of(
                binary.toString(), "-e", errors.toString(), "-p", home.toString(), "-c", configuration.toString());
        ServerProcess process = ServerProcess.start(NAME, command, Map.of(), directory.resolve(NAME + ".log"), port);
        return new Started(process, Contestant.plain(NAME, port, process.handle()));
    }

    private static String configuration(ServerPort port, ServerPort upstream) {
        return """
                worker_processes 2;
                daemon off;
                pid nginx.pid;
                error_log error.log;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path client_body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  client_max_body_size 64m;
                  client_body_buffer_size 128k;
                  keepalive_requests 1000000000;
                  upstream model_server {
                    server %s;
                    keepalive 512;
                    keepalive_requests 1000000000;
                  }
                  server {
                    listen %s;
                    location / {
                      proxy_pass http://model_server;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_buffering off;
                    }
                  }
                }
                """.formatted(upstream.address(), port.address());
    }
}
