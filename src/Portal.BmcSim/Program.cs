using Portal.BmcSim;

return await FarmCommand.RunAsync(args);
