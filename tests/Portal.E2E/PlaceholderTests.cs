namespace Portal.E2E;

public class PlaceholderTests
{
}
