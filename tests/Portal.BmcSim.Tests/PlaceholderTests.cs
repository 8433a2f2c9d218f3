namespace Portal.BmcSim.Tests;

public class PlaceholderTests
{
}
