namespace Portal.Web.Tests;

public class PlaceholderTests
{
}
