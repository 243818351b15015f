workspace-home = My work
