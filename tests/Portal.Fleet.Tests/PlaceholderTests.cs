namespace Portal.Fleet.Tests;

public class PlaceholderTests
{
}
