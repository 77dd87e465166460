package io.muster.protocol.client;

import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The client's side of TLS. */
final class TlsHandshake {
    private static final String CHECK_OF_HOST = "HTTPS";
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private TlsHandshake() {}

    /** Null where no TLS is spoken. Throws {@link MusterException} naming the file that can't be used. */
    static SslContext context(ClientTls tls) {
        if (tls == null) {
            return null;
        }
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .endpointIdentificationAlgorithm(CHECK_OF_HOST);
        if (tls.authorities() != null) {
            using(tls.authorities(), builder::trustManager);
        }
        if (tls.certificate() != null) {
            using(tls.certificate(), chain -> using(tls.privateKey(), key -> builder.keyManager(chain, key)));
        }
        try {
            return builder.build();
        } catch (IOException e) {
            throw unusable("TLS", e);
        }
    }

    /**
     * Waits for the end of the handshake, if there is one. Throws {@link MusterUnreachableException} saying why not.
     */
    static void await(Channel channel, ClientOptions options) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            return;
        }
        Future<Channel> handshake = handler.handshakeFuture();
        if (!handshake.awaitUninterruptibly(options.connectTimeoutMs())) {
            throw new MusterUnreachableException(
                    options + ": connected, but no TLS within " + options.connectTimeoutMs() + " ms", null);
        }
        if (!handshake.isSuccess()) {
            throw new MusterUnreachableException(options + ": no TLS, " + reason(handshake.cause()), handshake.cause());
        }
    }

    /** Speaks TLS over a socket that is connected; blocks until the handshake is done. */
    static Socket over(Socket connected, ClientOptions options) throws IOException {
        JdkSslContext context = (JdkSslContext) context(options.tls());
        SSLSocket socket = (SSLSocket)
                context.context().getSocketFactory().createSocket(connected, options.host(), options.port(), true);
        try {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(CHECK_OF_HOST);
            parameters.setProtocols(PROTOCOLS);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new MusterUnreachableException(options + ": no TLS, " + reason(e), e);
        }
    }

    /** In words for people where the failure is one of TLS; else null. */
    static String reason(Throwable failure) {
        Throwable inner =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        String message = String.valueOf(inner.getMessage());
        if (inner instanceof NotSslRecordException) {
            return "the server does not speak it on this port; connect without";
        }
        if (inner instanceof ClosedChannelException) {
            return "the server closed the connection; does it speak TLS on this port?";
        }
        if (message.contains("unable to find valid certification path") || message.contains("PKIX path")) {
            return "the server's certificate is of no authority that is trusted here (--tls-ca FILE names one)";
        }
        if (message.contains("certificate_required") || message.contains("bad_certificate")) {
            return "the server asks for a certificate of one of its authorities (" + message + ")";
        }
        return message;
    }

    private interface Use {
        void of(InputStream stream);
    }

    private static void using(Path file, Use use) {
        try (InputStream stream = Files.newInputStream(file)) {
            use.of(stream);
        } catch (NoSuchFileException e) {
            throw unusable(file + ": no such file", e);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file + ": found nothing that can be used, expected PEM: " + e.getMessage(), e);
        }
    }

    private static MusterException unusable(String message, Exception cause) {
        return new MusterException(ErrorCode.BAD_REQUEST, message, 0, 0, 0, cause);
    }
}
