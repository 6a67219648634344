package dev.encryptedkinesis.operator.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rejects every request as signed at the wrong time, and tells its own, which the JDK's HTTP server cannot do. */
final class ServerWithItsOwnClock implements AutoCloseable {

    private static final DateTimeFormatter SIGNING_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Instant> signingTimes = new CopyOnWriteArrayList<>();
    private final String answer;

    ServerWithItsOwnClock(Instant now) throws IOException {
        String body = "{\"message\": \"Signature expired: some time is now earlier than another\"}";
        answer = String.join(
                "\r\n",
                "HTTP/1.1 403 Forbidden",
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                "x-amzn-ErrorType: InvalidSignatureException",
                "Connection: close",
                "Content-Length: " + body.length(),
                "",
                body);
        Thread thread = new Thread(this::serve, "server-with-its-own-clock");
        thread.setDaemon(true);
        thread.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** When the requests were signed, by the clock of whoever signed them. */
    List<Instant> signingTimes() {
        return List.copyOf(signingTimes);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    answer(socket);
                }
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        int length = 0;
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            String[] header = line.toLowerCase(Locale.ROOT).split(": ", 2);
            if (header[0].equals("content-length")) {
                length = Integer.parseInt(header[1]);
            } else if (header[0].equals("x-amz-date")) {
                signingTimes.add(Instant.from(SIGNING_TIME.parse(header[1].toUpperCase(Locale.ROOT))));
            }
        }
        for (int i = 0; i < length; i++) {
            request.read();
        }
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
