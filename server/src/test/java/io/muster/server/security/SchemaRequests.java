package io.muster.server.security;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The requests that the schema of the wire names. */
public final class SchemaRequests {
    private static final int FIRST_REPLY = 100;

    private SchemaRequests() {}

    /** A request; whether its block begins with the id of a workspace. */
    public record SchemaRequest(String name, int templateId, boolean ofWorkspace) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them, in the order of the schema. */
    public static List<SchemaRequest> all() {
        try (InputStream schema = SchemaRequests.class.getResourceAsStream("/muster.xml")) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            NodeList messages = factory.newDocumentBuilder().parse(schema).getElementsByTagName("sbe:message");
            List<SchemaRequest> requests = new ArrayList<>();
            for (int i = 0; i < messages.getLength(); i++) {
                Element message = (Element) messages.item(i);
                int id = Integer.parseInt(message.getAttribute("id"));
                if (id < FIRST_REPLY) {
                    requests.add(new SchemaRequest(message.getAttribute("name"), id, ofWorkspace(message)));
                }
            }
            return requests;
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean ofWorkspace(Element message) {
        NodeList fields = message.getElementsByTagName("field");
        if (fields.getLength() == 0) {
            return false;
        }
        Element first = (Element) fields.item(0);
        return first.getAttribute("name").equals("workspaceId")
                && first.getAttribute("type").equals("int32")
                && first.getParentNode() == message;
    }
}
